import { Module } from '@nestjs/common';
import { RecipesController } from './recipes.controller.ts';

@Module({ controllers: [RecipesController] })
export class RecipesHttpModule {}
