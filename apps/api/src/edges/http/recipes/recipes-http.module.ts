import { Module } from '@nestjs/common';
import { SocialModule } from '../../../modules/social/index.ts';
import { RecipeStatesController } from './recipe-states.controller.ts';
import { RecipesController } from './recipes.controller.ts';

@Module({ imports: [SocialModule], controllers: [RecipesController, RecipeStatesController] })
export class RecipesHttpModule {}
